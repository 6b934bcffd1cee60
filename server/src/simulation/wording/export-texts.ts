/** Words that stand in the files a run is written to. */
export const exportTexts: Readonly<Record<string, string>> = {
  'export.statement': 'Simulated, not measured: this is what a model of AVStream did that has not been validated against ks.sys.',
};
