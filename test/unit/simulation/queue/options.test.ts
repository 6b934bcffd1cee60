import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultQueueOptions, queueOptionTable } from '../../../../server/src/simulation/queue/index';

const guide = readFileSync(new URL('../../../../docs/simulation/options.md', import.meta.url), 'utf8');
const chapter = guide.slice(guide.indexOf('\n## Queues and processing\n')).split('\n## ')[1]!;
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

describe('the options of queues', () => {
  it('are in the guide with their words, the default first, and what they rest on', () => {
    const rows = [...chapter.matchAll(/^\| `(\w+)` \| (.+?) \| (\w+) \| (.*?) ?\|$/gmu)].map(([, name, words, basis, sources]) => ({ name, words: [...words!.matchAll(/`(\w+)`: [A-Z]/g)].map(([, word]) => word), basis, sources }));
    expect(rows).toEqual(queueOptionTable.map(({ name, choices, basis, row, sources }) => ({
      name: capital(name), words: choices.map(capital), basis, sources: [row, ...sources].filter((part) => part !== '').join(', '),
    })));
  });

  it('have one row each and the first word of it as default', () => {
    expect(new Set(queueOptionTable.map(({ name }) => name)).size).toBe(queueOptionTable.length);
    expect(Object.keys(defaultQueueOptions)).toEqual(queueOptionTable.map(({ name }) => name));
    expect(defaultQueueOptions.cancelledClone).toBe('lastCloneDeleted');
  });
});
