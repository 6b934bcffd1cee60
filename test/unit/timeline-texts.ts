// The page of the timeline carries its texts; here there is no page.
import { timelineTexts } from '../../client/src/features/timeline/texts';
import { useTexts } from '../../client/timeline/src/texts';

useTexts(timelineTexts);
