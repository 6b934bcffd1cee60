import type { FamilyFixes, FamilyWithoutFix } from '../fixing/fix';
import { nothing, setTo } from '../fixing/make';

/** Fixes of the rules about dispatch tables. */
export const dispatchFixes: FamilyFixes = {
  'DSP-06': [setTo('Allocator', nothing)],
};

/** Rules about dispatch tables without a fix. */
export const dispatchWithoutFix: FamilyWithoutFix = {
  'DSP-01': 'a callback has to be written in the driver',
  'DSP-02': 'a callback has to be written in the driver',
  'DSP-03': 'nothing needs to change',
  'DSP-04': 'nothing in the descriptor is wrong',
  'DSP-05': 'nothing in the descriptor is wrong',
  'DSP-10': 'a handler has to be written in the driver',
  'DSP-11': 'a callback has to be written in the driver',
  'DSP-14': 'a callback has to be written in the driver',
};
