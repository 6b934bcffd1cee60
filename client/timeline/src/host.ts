import type { FromTimeline, ToTimeline } from '../../../server/src/protocol/index';

interface VsCodeApi {
  postMessage(message: FromTimeline): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The extension on the other side, and what survives a reload. */
export interface Host {
  post(message: FromTimeline): void;
  /** What was kept; unknown until read carefully, as another version may have written it. */
  kept(): unknown;
  keep(state: unknown): void;
  /** Calls `handler` with each message that has the form of one. */
  listen(handler: (message: ToTimeline) => void): void;
}

const incoming: readonly ToTimeline['type'][] = ['outcome', 'running', 'failed', 'unreadable', 'highlight', 'stale', 'showFinding', 'drawPicture', 'show', 'comparison'];

/** Connects to VS Code; to be called once. */
export function connectHost(page: Window): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
    listen(handler) {
      page.addEventListener('message', (event: MessageEvent<unknown>) => {
        const { data } = event;
        if (typeof data === 'object' && data !== null && 'type' in data && incoming.some((type) => type === data.type)) handler(data as ToTimeline);
      });
    },
  };
}
