import { chunkSize, groupsOf, runFacts, wellFormed, type ExportChunk, type ExportSource } from './export';
import { linkFlows } from './flows';
import { beginMessage, createProtobufWriter, endMessage, writeDouble, writeFixed64, writeInt64, writeText, writeUnsigned, type ProtobufWriter } from '../protobuf';

// Field numbers of Perfetto's messages, from protos/perfetto/trace in its repository.
enum trace { packet = 1 }
enum tracePacket { timestamp = 8, sequence = 10, trackEvent = 11, internedData = 12, sequenceFlags = 13, defaults = 59, trackDescriptor = 60 }
enum packetDefaults { trackEvent = 11 }
enum eventDefaults { track = 11 }
enum track { uuid = 1, name = 2, parent = 5, counter = 8, childOrdering = 11, rank = 12, description = 14, siblingMerge = 15 }
enum counterTrack { unitName = 6 }
enum event { categories = 3, annotations = 4, type = 9, name = 10, track = 11, counterValue = 30, doubleCounterValue = 44, flows = 47 }
enum annotation { name = 1, unsigned = 3, text = 6, interned = 17 }
enum interned { categories = 1, names = 2, annotationNames = 3, annotationTexts = 29 }
enum internedEntry { id = 1, text = 2 }

enum eventTypes { begin = 1, end = 2, instant = 3, counter = 4 }
/** Children of a track are drawn in the order of their ranks. */
const explicitOrder = 3;
/** Tracks of one name are not drawn as one. */
const mergeNone = 2;
enum sequenceFlags { cleared = 1, needsState = 2 }

/** Names of annotations, by the number they are interned under. */
enum annotationNames { frame = 1, basis = 2, configuredBy = 3 }

/**
 * Writes Perfetto's own format: a track for the run, tracks for pins, circuits and filters below it, and below them a track for each row, with spans as slices and
 * instants beside them, and for each counter. Names are interned, the spans of a frame joined by flows, and each event says its frame, how well it is founded and
 * which value of the descriptor configured it. Times are nanoseconds since the begin of the run.
 */
export function* perfettoChunks(source: ExportSource): Generator<ExportChunk, void, void> {
  const { trace: { rows, spans, instants, counters, states, instantKinds, fingerprint, label, duration, recordedUntil }, names, about } = source;
  const writer = createProtobufWriter();
  // Identifiers of tracks should not meet those of other traces that are opened together: they count on from the fingerprint.
  const base = Number.parseInt(fingerprint.slice(0, 12), 16) || 0;
  const groups = groupsOf(source.trace);
  const rootTrack = base + 1;
  const groupTracks = new Map(groups.map((group, index) => [group, group === '' ? rootTrack : base + 2 + index] as const));
  const rowTrack = (row: number): number => base + 2 + groups.length + row;
  const counterTrackOf = (index: number): number => rowTrack(rows.length + index);
  const take = (done: number): ExportChunk => {
    const data = writer.bytes.slice(0, writer.length);
    writer.length = 0;
    return { data, done };
  };

  writeTrack(writer, rootTrack, 0, label, 0, { description: about.statement });
  writeRun(writer, rootTrack, source, recordedUntil < duration ? recordedUntil : null);
  groups.forEach((group, rank) => { if (group !== '') writeTrack(writer, groupTracks.get(group)!, rootTrack, group, rank); });
  // As in the picture: what the driver does, then the counters, then the buffers they explain.
  const rankOf = (kind: string, index: number): number => groups.length + index + (kind === 'buffer' ? rows.length + counters.length : 0);
  rows.forEach(({ group, kind }, row) => writeTrack(writer, rowTrack(row), groupTracks.get(group)!, names.rows[row]!, rankOf(kind, row)));
  counters.forEach(({ group, unit }, index) => writeTrack(writer, counterTrackOf(index), groupTracks.get(group)!, names.counters[index]!, rankOf('counter', rows.length + index), { unit }));

  const flows = linkFlows(source.trace);
  const total = Math.max(1, spans.count + instants.count + counters.reduce((sum, { times }) => sum + times.length, 0));
  let done = 0;
  for (const [row, { group, kind }] of rows.entries()) {
    const sequence = row + 2;
    beginSequence(writer, sequence, rowTrack(row), () => {
      writeInterned(writer, interned.categories, [kind, ...bases]);
      writeInterned(writer, interned.names, [...names.states, ...names.instants]);
      writeInterned(writer, interned.annotationNames, ['frame', 'basis', 'configured by']);
      writeInterned(writer, interned.annotationTexts, [...bases, ...states.map(({ path }) => path), ...instantKinds.map(({ path }) => path)]);
    });
    const flowHigh = (base % 0x100000000 + groups.indexOf(group)) >>> 0;
    /** What begin and instant say beyond their type. */
    const describe = (name: number, frame: number, { basis, path }: { readonly basis: (typeof bases)[number]; readonly path: string }): void => {
      const basisId = bases.indexOf(basis) + 1;
      writeUnsigned(writer, event.categories, 1);
      writeUnsigned(writer, event.categories, basisId + 1);
      writeUnsigned(writer, event.name, name + 1);
      if (frame >= 0) writeAnnotation(writer, annotationNames.frame, annotation.unsigned, frame);
      writeAnnotation(writer, annotationNames.basis, annotation.interned, basisId);
      if (path !== '') writeAnnotation(writer, annotationNames.configuredBy, annotation.interned, bases.length + name + 1);
    };
    const writeInstantsUntil = (until: number, from: number): number => {
      let at = from;
      for (; at < instants.offsets[row + 1]! && instants.time[at]! <= until; at += 1) {
        const which = instants.kind[at]!;
        writeEvent(writer, sequence, instants.time[at]!, eventTypes.instant, () => describe(states.length + which, instants.frame[at]!, instantKinds[which]!));
      }
      done += at - from;
      return at;
    };
    let instant = instants.offsets[row]!;
    for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
      const start = spans.start[span]!;
      const end = spans.end[span]!;
      const state = spans.state[span]!;
      const frame = spans.frame[span]!;
      const { before, after } = flows.ofSpan(span);
      instant = writeInstantsUntil(start, instant);
      writeEvent(writer, sequence, start, eventTypes.begin, () => {
        describe(state, frame, states[state]!);
        if (before || after) writeFixed64(writer, event.flows, flowHigh, frame + 1);
      });
      // What happens within is written within; what happens at the very end, after it.
      instant = writeInstantsUntil(Math.max(start, end - 1), instant);
      writeEvent(writer, sequence, end, eventTypes.end);
      done += 1;
      if (writer.length >= chunkSize) yield take(done / total);
    }
    while (instant < instants.offsets[row + 1]!) {
      instant = writeInstantsUntil(instants.time[instant]!, instant);
      if (writer.length >= chunkSize) yield take(done / total);
    }
  }
  for (const [index, { times, values }] of counters.entries()) {
    const sequence = rows.length + index + 2;
    beginSequence(writer, sequence, counterTrackOf(index), () => undefined);
    for (let step = 0; step < times.length; step += 1) {
      const value = values[step]!;
      writeEvent(writer, sequence, times[step]!, eventTypes.counter, () => {
        if (Number.isSafeInteger(value)) writeInt64(writer, event.counterValue, value);
        else writeDouble(writer, event.doubleCounterValue, value);
      });
      done += 1;
      if (writer.length >= chunkSize) yield take(done / total);
    }
  }
  yield take(1);
}

const bases = ['documented', 'inferred', 'assumed', 'scenario'] as const;

function writePacket(writer: ProtobufWriter, sequence: number, body: () => void): void {
  const begin = beginMessage(writer, trace.packet);
  writeUnsigned(writer, tracePacket.sequence, sequence);
  body();
  endMessage(writer, begin);
}

function writeEvent(writer: ProtobufWriter, sequence: number, time: number, type: eventTypes, body?: () => void): void {
  const packet = beginMessage(writer, trace.packet);
  writeUnsigned(writer, tracePacket.timestamp, time);
  writeUnsigned(writer, tracePacket.sequence, sequence);
  writeUnsigned(writer, tracePacket.sequenceFlags, sequenceFlags.needsState);
  const begin = beginMessage(writer, tracePacket.trackEvent);
  writeUnsigned(writer, event.type, type);
  body?.();
  endMessage(writer, begin);
  endMessage(writer, packet);
}

/** Opens the sequence of packets of one track: its events need not name the track again, and what they intern is told here once. */
function beginSequence(writer: ProtobufWriter, sequence: number, ofTrack: number, writeNames: () => void): void {
  writePacket(writer, sequence, () => {
    writeUnsigned(writer, tracePacket.sequenceFlags, sequenceFlags.cleared);
    const defaults = beginMessage(writer, tracePacket.defaults);
    const ofEvents = beginMessage(writer, packetDefaults.trackEvent);
    writeUnsigned(writer, eventDefaults.track, ofTrack);
    endMessage(writer, ofEvents);
    endMessage(writer, defaults);
    const data = beginMessage(writer, tracePacket.internedData);
    writeNames();
    endMessage(writer, data);
  });
}

/** Interns texts under 1, 2, 3 … */
function writeInterned(writer: ProtobufWriter, field: interned, texts: readonly string[]): void {
  texts.forEach((text, index) => {
    const entry = beginMessage(writer, field);
    writeUnsigned(writer, internedEntry.id, index + 1);
    writeText(writer, internedEntry.text, wellFormed(text));
    endMessage(writer, entry);
  });
}

function writeAnnotation(writer: ProtobufWriter, name: annotationNames, field: annotation, value: number): void {
  const begin = beginMessage(writer, event.annotations);
  writeUnsigned(writer, annotation.name, name);
  writeUnsigned(writer, field, value);
  endMessage(writer, begin);
}

/** Describes a track; one with a unit is a counter's. */
function writeTrack(writer: ProtobufWriter, uuid: number, parent: number, name: string, rank: number, more: { readonly unit?: string; readonly description?: string } = {}): void {
  writePacket(writer, 1, () => {
    const begin = beginMessage(writer, tracePacket.trackDescriptor);
    writeUnsigned(writer, track.uuid, uuid);
    writeText(writer, track.name, wellFormed(name));
    if (parent !== 0) writeUnsigned(writer, track.parent, parent);
    writeUnsigned(writer, track.childOrdering, explicitOrder);
    writeUnsigned(writer, track.rank, rank);
    writeUnsigned(writer, track.siblingMerge, mergeNone);
    if (more.description !== undefined) writeText(writer, track.description, wellFormed(more.description));
    if (more.unit !== undefined) {
      const counter = beginMessage(writer, track.counter);
      writeText(writer, counterTrack.unitName, wellFormed(more.unit));
      endMessage(writer, counter);
    }
    endMessage(writer, begin);
  });
}

/** The run itself is a slice on the uppermost track, which says what there is to say of all of it; another covers what was not recorded. */
function writeRun(writer: ProtobufWriter, rootTrack: number, source: ExportSource, unrecordedFrom: number | null): void {
  const sequence = 1;
  const facts = runFacts(source);
  beginSequence(writer, sequence, rootTrack, () => {
    writeInterned(writer, interned.categories, ['run']);
    writeInterned(writer, interned.names, [source.trace.label, 'not recorded']);
    writeInterned(writer, interned.annotationNames, facts.map(([key]) => key));
  });
  writeEvent(writer, sequence, 0, eventTypes.begin, () => {
    writeUnsigned(writer, event.categories, 1);
    writeUnsigned(writer, event.name, 1);
    facts.forEach(([, value], index) => {
      const begin = beginMessage(writer, event.annotations);
      writeUnsigned(writer, annotation.name, index + 1);
      if (typeof value === 'number') writeUnsigned(writer, annotation.unsigned, value);
      else writeText(writer, annotation.text, wellFormed(value));
      endMessage(writer, begin);
    });
  });
  if (unrecordedFrom !== null) {
    writeEvent(writer, sequence, unrecordedFrom, eventTypes.begin, () => {
      writeUnsigned(writer, event.categories, 1);
      writeUnsigned(writer, event.name, 2);
    });
    writeEvent(writer, sequence, source.trace.duration, eventTypes.end);
  }
  writeEvent(writer, sequence, source.trace.duration, eventTypes.end);
}
