import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, embedded, extent, flags, integerOf, place, ulong } from './common';

const priorityPage = ksPage('ns-ks-kspriority');
const connectPage = ksPage('ns-ks-kspin_connect');
const requestPage = ksPage('ns-ks-ksp_pin');

/** Priority of a connection. */
export const KSPRIORITY = defineStructure({
  name: 'KSPRIORITY',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Priority of a connection; KSPRIORITY_NORMAL with subclass 1 as a rule.',
  evidence: ['D', 'H'],
  source: priorityPage,
  size: extent(8, 4),
  fields: {
    PriorityClass: {
      type: integerOf('ULONG', 'KSPRIORITY_CLASS', 'hex'), cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Class of the priority from 1 to 0xFFFFFFFF (exclusive); 0 is reserved.',
    },
    PrioritySubClass: { type: ulong, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Priority within the class from 1 upwards; 0 is reserved.' },
  },
});

/** What a client asks of a driver when it creates a pin. */
export const KSPIN_CONNECT = defineStructure({
  name: 'KSPIN_CONNECT',
  origin: 'ks',
  header: 'ks.h',
  summary: 'What a client asks of a driver when it creates a pin (KsCreatePin). The data format follows.',
  evidence: ['D', 'H'],
  source: connectPage,
  size: extent(64, 8, 72, 8),
  fields: {
    Interface: { type: embedded('KSPIN_INTERFACE'), cType: 'KSPIN_INTERFACE', ...place(0, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'Interface of the connection.' },
    Medium: { type: embedded('KSPIN_MEDIUM'), cType: 'KSPIN_MEDIUM', ...place(24, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'Medium of the connection.' },
    PinId: { type: ulong, cType: 'ULONG', ...place(48, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Pin type to make an instance of.' },
    PinToHandle: { type: address, cType: 'HANDLE', ...place(52, 4, 56, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Pin to connect to when the new pin sends IRPs; NULL when it receives them.' },
    Priority: { type: embedded('KSPRIORITY'), cType: 'KSPRIORITY', ...place(56, 8, 64, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Priority of the connection.' },
  },
});

/** A request about a pin type. */
export const KSP_PIN = defineStructure({
  name: 'KSP_PIN',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A request of KSPROPSETID_Pin: the property and the pin type it is about.',
  evidence: ['D', 'H'],
  source: requestPage,
  size: extent(32, 8),
  fields: {
    Property: { type: embedded('KSIDENTIFIER'), cType: 'KSPROPERTY', ...place(0, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'The property: set, number and type of the request.' },
    PinId: { type: ulong, cType: 'ULONG', ...place(24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Pin type that is asked about.' },
    Reserved: { type: ulong, cType: 'ULONG', ...place(28, 4), presence: 'reserved', union: 'Flags', default: 0, evidence: ['D', 'H'], summary: 'Reserved: 0.' },
    Flags: {
      type: flags('KSPROPERTY_PIN_FLAGS'), cType: 'ULONG', ...place(28, 4), presence: 'optional', union: 'Reserved', evidence: ['D', 'H'],
      summary: 'KSPROPERTY_PIN_FLAGS_ATTRIBUTE_RANGE_AWARE when the client knows attributes.',
    },
  },
});

/** Numbers of instances of a pin type. */
export const KSPIN_CINSTANCES = defineStructure({
  name: 'KSPIN_CINSTANCES',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Numbers of instances of a pin type, as answered for KSPROPERTY_PIN_CINSTANCES and KSPROPERTY_PIN_GLOBALCINSTANCES.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-kspin_cinstances'),
  size: extent(8, 4),
  fields: {
    PossibleCount: { type: integerOf('ULONG', 'KSINSTANCE'), cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Most instances there can be; KSINSTANCE_INDETERMINATE for no limit.' },
    CurrentCount: { type: ulong, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Instances there are.' },
  },
});
