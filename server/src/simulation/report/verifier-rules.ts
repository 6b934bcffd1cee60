/** Rules of Driver Verifier that cover a rule of ours in every case (DV:ks-*). That one is broken in a run does not say that a bug check would come. */
const covering: Readonly<Record<string, string>> = {
  'SPT-02': 'KsStreamPointerLock', 'SPT-03': 'KsInvalidStreamPointer', 'SPT-04': 'KsStreamPointerClone', 'SPT-05': 'KsStreamPointerUnlock', 'SPT-06': 'KsInvalidStreamPointer',
  'DSP-07': 'KsCallbackReturn', 'DSP-08': 'KsMarkPendingIrp', 'PIN-46': 'KsIrqlDDIs',
};

/** The rule of Driver Verifier that covers a rule of ours, where one does. */
export const verifierRuleFor = (code: string | null): string | undefined => (code === null ? undefined : covering[code]);
