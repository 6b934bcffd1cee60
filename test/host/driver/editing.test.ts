import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { test } from './driver';

test('opens the avshws sample without errors', async ({ workbench }) => {
  await workbench.openFile('avshws.avstream.json');
  await eventually(async () => (await workbench.statusBar()).includes('AVStream Descriptor'), 'the status bar names the language');
  expectEqual(await workbench.squiggles('error'), 0, 'error squiggles');
});

test('shows a hover', async ({ workbench }) => {
  await workbench.select('"FramingItem"');
  expectContains(await workbench.hover(), /KSALLOCATOR_FRAMING_EX|KS_FRAMING_ITEM/, 'the hover of FramingItem');
  await workbench.screenshot('hover');
});

test('underlines a broken value as it is typed, and lists it', async ({ workbench }) => {
  await workbench.select('"Frames": 2');
  await workbench.replaceSelection('"Frames": -2');
  await eventually(async () => (await workbench.squiggles('error')) > 0, 'an error squiggle');
  expectContains(await workbench.editorText(), /"Frames": -2[^"]/, 'the text after the edit');
  const problems = await workbench.problems();
  expectThat(problems.some((problem) => problem.includes('Frames')), `no problem names Frames: ${JSON.stringify(problems)}`);
  await workbench.screenshot('finding');
  await workbench.select('"Frames": -2');
  await workbench.replaceSelection('"Frames": 2');
  await eventually(async () => (await workbench.squiggles('error')) === 0, 'no error squiggle');
});
