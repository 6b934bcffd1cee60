import type { Lane } from '../../../../server/src/picture/view/lane-layout';
import type { Stage } from '../draw/stage';
import type { BeginDrag } from '../input/drag/drag';
import type { Actions } from '../state/actions/index';
import type { Store } from '../state/app-state';

/** How close to the edge of the picture a dragged lane makes it scroll, and by how much a step; CSS pixels. */
const edge = 18;
const step = 8;

/** In the column of names: takes a lane to another place in its list. A line shows where it would go. */
export function rowDrag(stage: Stage, store: Store, actions: Actions): BeginDrag {
  const showDrop = (dropTop: number | null): void => store.update({ rows: { ...store.get().rows, dropTop } });
  return ({ clientX, clientY }) => {
    const hit = stage.hit(clientX, clientY);
    if (hit?.area !== 'names' || hit.lane === null) return null;
    const { lane } = hit;
    const { key, list } = lane;
    let before: Lane | null | undefined;
    return {
      style: 'moving-row',
      move(event) {
        const { scroller } = stage;
        // Its ring tells which one is on its way.
        if (before === undefined) actions.makeCurrent(lane);
        const box = scroller.getBoundingClientRect();
        const { axis } = stage.geometry();
        if (event.clientY < box.top + axis + edge) scroller.scrollTop -= step;
        else if (event.clientY > box.bottom - edge) scroller.scrollTop += step;
        const layout = stage.layout()!;
        const y = event.clientY - box.top - axis + store.get().scrollTop;
        const members = layout.lanes.filter((candidate) => candidate.list === list);
        before = members.find(({ top, height }) => y < top + height / 2) ?? null;
        const last = members.at(-1);
        // Behind the last heading comes all that is below it.
        showDrop(before?.top ?? (last?.kind === 'group' ? layout.height : (last?.top ?? 0) + (last?.height ?? 0)));
      },
      end() {
        showDrop(null);
        const dragged = stage.layout()?.lanes.find((candidate) => candidate.key === key && candidate.list === list);
        if (dragged !== undefined && before !== undefined) actions.placeLane(dragged, before);
      },
      cancel: () => showDrop(null),
    };
  };
}
