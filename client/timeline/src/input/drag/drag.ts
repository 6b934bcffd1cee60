/** Something a pressed pointer does once it moves further than a click may. */
export interface Drag {
  /** Class of the picture meanwhile; decides the pointer's shape. */
  readonly style: 'dragging' | 'zooming' | 'measuring' | 'moving-mark' | 'moving-row';
  move(event: PointerEvent): void;
  /** The pointer was released after having moved. */
  end(): void;
  /** Takes everything back. */
  cancel(): void;
}

/** Begins a drag at a pressed pointer, or leaves it to the next. */
export type BeginDrag = (event: PointerEvent) => Drag | null;
