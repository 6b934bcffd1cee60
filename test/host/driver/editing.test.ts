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
  // For a moment the number beside the value is still drawn where it was, between sign and digit.
  await eventually(async () => /"Frames": -2[^"]/.test(await workbench.editorText()), 'the text after the edit');
  const problems = await workbench.problems();
  expectThat(problems.some((problem) => problem.includes('Frames')), `no problem names Frames: ${JSON.stringify(problems)}`);
  await workbench.screenshot('finding');
  await workbench.select('"Frames": -2');
  await workbench.replaceSelection('"Frames": 2');
  await eventually(async () => (await workbench.squiggles('error')) === 0, 'no error squiggle');
});

test('offers flags while a string is typed, and inserts the one chosen', async ({ workbench }) => {
  await workbench.select('"KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"');
  await workbench.press('Delete');
  await workbench.type('"KSALLOCATOR_REQUIREMENTF_FR');
  const labels = await eventually(async () => {
    const offered = await workbench.suggestions();
    return offered[0] === 'KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY' ? offered : undefined;
  }, 'the flag is offered first');
  expectThat(labels.every((label) => label.startsWith('KSALLOCATOR_')), `only flags of this field are offered: ${JSON.stringify(labels)}`);
  await workbench.screenshot('completion');
  await workbench.press('Enter');
  await eventually(async () => (await workbench.editorText()).includes('["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY"]'), 'the flag stands in the array once, in quotes');
});

test('a comment that suppresses is completed with its code, digit by digit', async ({ workbench, page }) => {
  await workbench.select('"FileAlignment"');
  await workbench.press('Home');
  await workbench.type('// avstream-disable-next');
  await eventually(async () => (await workbench.suggestions())[0] === 'avstream-disable-next-line', 'the comment is offered');
  await workbench.press('Enter');
  await workbench.type(' FRM-2');
  const chosen = page.locator('.suggest-widget.visible .monaco-list-row.focused');
  await eventually(async () => (await chosen.innerText({ timeout: 1_000 })).includes('FRM-2'), 'a code that goes on as it was begun is chosen');
  await workbench.type('5');
  await eventually(async () => (await chosen.innerText({ timeout: 1_000 })).includes('FRM-25'), 'the code that was typed is chosen');
  await workbench.screenshot('suppression');
  await workbench.press('Enter');
  await eventually(async () => (await workbench.editorText()).includes('// avstream-disable-next-line FRM-25'), 'the comment stands');
});
