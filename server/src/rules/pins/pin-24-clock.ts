import { type Instance, type Model, pointerIn } from '../../document/index';
import { KSCLOCK_DISPATCH, ksPage, streamTopic } from '../../ks/index';
import { isConnectionBroken, pinNames } from '../facts';
import { defineRule } from '../rule';
import { communication, pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';
import { remember } from './remember';

const clocks = streamTopic('avstream-clocks');
const about = { area: 'pin', evidence: ['D'], sources: [clocks, ksPage('ns-ks-_kspin_dispatch')], since: '0.1.0', scope: 'pin' } as const;

/** A clock without callbacks. */
export const pin24 = defineRule({
  ...about, code: 'PIN-24', title: 'IMPLEMENT_CLOCK without a clock', defaultSeverity: 'error',
  condition: 'Flags has KSPIN_FLAG_IMPLEMENT_CLOCK, and Clock of the dispatch table, or Dispatch itself, is null.',
  effect: 'The flag offers the pin as a master clock to the graph manager, but there is no KSCLOCK_DISPATCH whose callbacks could be called.',
  remedy: 'Point Clock of the dispatch table to a KSCLOCK_DISPATCH, or clear the flag.',
  texts: {
    noClock: 'KSPIN_FLAG_IMPLEMENT_CLOCK offers this pin as a master clock, but Clock of its dispatch table is null: there is nothing to call. Provide a KSCLOCK_DISPATCH, or clear the flag.',
    noDispatch: 'KSPIN_FLAG_IMPLEMENT_CLOCK offers this pin as a master clock, but Dispatch is null, and with it Clock: there is nothing to call. Provide a KSCLOCK_DISPATCH, or clear the flag.',
    missing: 'No clock is given here.',
  },
  check(pin, report) {
    if (!hasAll(pin, pinFlag.implementClock) || pin.communication === communication.none || isConnectionBroken(pin)) return;
    const { dispatch } = pin;
    if (dispatch.state === 'null') report([pin.pin, 'Flags'], 'noDispatch', {}, { related: [{ where: dispatch.node, text: 'missing' }] });
    else if (dispatch.state === 'present' && pointerIn(dispatch.instance, 'Clock', KSCLOCK_DISPATCH).state === 'null') {
      report([pin.pin, 'Flags'], 'noClock', {}, { related: [{ where: [dispatch.instance, 'Clock'], text: 'missing' }] });
    }
  },
});

/** Dispatch tables of pins that offer their clock, or may do so; `unknown` when such a pin does not state its table, which may be any that has a name. */
const tablesWithClock = remember((model: Model): { readonly tables: ReadonlySet<Instance>; readonly unknown: boolean } => {
  const tables = new Set<Instance>();
  let unknown = false;
  for (const { pins } of model.configurations) {
    for (const pin of pins) {
      if (pin.flags !== undefined && !hasAll(pin, pinFlag.implementClock)) continue;
      if (pin.dispatch.state === 'present') tables.add(pin.dispatch.instance);
      else if (pin.dispatch.state === 'unknown') unknown = true;
    }
  }
  return { tables, unknown };
});

/** Callbacks that nobody calls. */
export const pin25 = defineRule({
  ...about, code: 'PIN-25', title: 'Clock that is never exposed', defaultSeverity: 'warning',
  condition: 'The dispatch table of a pin has Clock, and no pin that uses the table has KSPIN_FLAG_IMPLEMENT_CLOCK.',
  effect: 'Without the flag the pin does not expose a clock, so the graph manager never selects it and the callbacks are never called.',
  remedy: 'Set KSPIN_FLAG_IMPLEMENT_CLOCK on the first pin of the filter, or set Clock to null.',
  texts: {
    hidden: 'Clock is given, but no pin that uses this dispatch table has KSPIN_FLAG_IMPLEMENT_CLOCK: the clock is never exposed, and none of its callbacks is called. Set the flag, or set Clock to null.',
    pin: 'Pin {pin} of filter {filter} lacks the flag.',
  },
  check(pin, report, model) {
    if (pin.flags === undefined || pin.dispatch.state !== 'present' || pin.communication === communication.none) return;
    if (pointerIn(pin.dispatch.instance, 'Clock', KSCLOCK_DISPATCH).state !== 'present') return;
    const { tables, unknown } = tablesWithClock(model);
    if (tables.has(pin.dispatch.instance) || (unknown && pin.dispatch.instance.entry !== undefined)) return;
    report([pin.dispatch.instance, 'Clock'], 'hidden', {}, { related: [{ where: [pin.pin, 'Flags'], text: 'pin', arguments: pinNames(pin) }] });
  },
});

/** A clock where the documentation does not put it. */
export const pin26 = defineRule({
  ...about, code: 'PIN-26', title: 'Clock on another pin than the first', defaultSeverity: 'warning',
  condition: 'A pin other than the first of its filter has KSPIN_FLAG_IMPLEMENT_CLOCK.',
  effect: 'The documentation says to set the flag in the first descriptor of PinDescriptors. Whether a clock on another pin is found is not documented.',
  remedy: 'Make the pin with the clock the first of PinDescriptors (pin ids change with it), or let the first pin offer the clock.',
  texts: {
    later: 'KSPIN_FLAG_IMPLEMENT_CLOCK is set on the pin with id {id}, but the documentation asks for it on the first descriptor of PinDescriptors; whether the clock is found elsewhere is not documented. Put this pin first, or let the first pin offer the clock.',
    first: 'The first pin of the filter.',
  },
  check(pin, report) {
    if (pin.id === 0 || !hasAll(pin, pinFlag.implementClock)) return;
    const first = pin.filter.pins[0];
    report([pin.pin, 'Flags'], 'later', { id: pin.id }, first?.id === 0 ? { related: [{ where: first.pin.node, text: 'first' }] } : {});
  },
});
