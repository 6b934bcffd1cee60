import type { FromTimeline, ParameterStatement } from '../../../../../server/src/protocol/index';
import type { Store } from '../app-state';
import type { ParametersState } from '../parameters';
import { overridesOf, withValue } from '../parameters';

/** Trying other values; the run follows. */
export interface TryingValues {
  tryValue(parameter: ParameterStatement, value: number): void;
  /** Back to what the document says; all of them without a parameter. */
  resetValues(parameter?: ParameterStatement): void;
  /** Writes what is tried into the document. */
  writeValues(): void;
}

/** How long a run may take before a newer value takes its place, in milliseconds. */
const patience = 250;

/** Binds it to state and extension. One run at a time: while it goes on the latest value waits, and a run that takes long gives way to it. */
export function createTryingValues(store: Store, post: (message: FromTimeline) => void): TryingValues {
  let isRunning = false;
  let timer = 0;
  /** What is being changed, and what the run on show changed: as long as they are the same, the run before the change stays the previous one. */
  let changing = '';
  let asked = '';
  let shown = '';

  const send = (): void => {
    clearTimeout(timer);
    timer = 0;
    isRunning = true;
    asked = changing;
    const { requestedSeed, parameters } = store.get();
    store.update({ parameters: { ...parameters, pending: false } });
    post({ type: 'run', seed: requestedSeed, overrides: overridesOf(parameters), goesOn: shown === changing });
  };
  store.subscribe((state, previous) => {
    if (state.session === previous.session && (state.failure === null || state.failure === previous.failure)) return;
    isRunning = false;
    if (state.session !== previous.session) {
      shown = asked;
      asked = '';
    }
    if (state.parameters.pending) send();
  });
  const change = (what: string, values: ParametersState['values'], more: { readonly requestedSeed?: null } = {}): void => {
    changing = what;
    store.update({ parameters: { values, pending: true, lost: 0 }, ...more });
    if (!isRunning) send();
    else if (timer === 0) timer = window.setTimeout(send, patience);
  };

  return {
    tryValue(parameter, value) {
      const { session, parameters } = store.get();
      // A seed that was asked for beside the title would hold before this one.
      change(parameter.member, withValue(parameters, session?.outcome.parameters ?? [], parameter, value), parameter.name === 'Seed' ? { requestedSeed: null } : {});
    },
    resetValues(parameter) {
      const { session, parameters } = store.get();
      change(parameter?.member ?? 'all', parameter === undefined ? {} : withValue(parameters, session?.outcome.parameters ?? [], parameter, parameter.value));
    },
    writeValues: () => post({ type: 'writeParameters', overrides: overridesOf(store.get().parameters) }),
  };
}
