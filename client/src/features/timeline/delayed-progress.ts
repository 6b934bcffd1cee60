import * as vscode from 'vscode';

/** Runs shorter than this show no notification: it would only flicker. Milliseconds. */
const patience = 700;

/**
 * Does work that may take long, with a notification that can cancel it once it does.
 * @param source cancelled by the notification's button
 * @param work told a function to report 0 … 1 with
 */
export async function withDelayedProgress<Result>(title: string, source: vscode.CancellationTokenSource, work: (report: (progress: number) => void) => Promise<Result>): Promise<Result> {
  let reached = 0;
  let report: ((progress: number) => void) | undefined;
  const result = work((progress) => {
    report?.(progress);
    reached = Math.max(reached, progress);
  });
  const timer = setTimeout(() => {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (notification, token) => {
      token.onCancellationRequested(() => source.cancel());
      let told = 0;
      report = (progress) => {
        if (progress <= told) return;
        notification.report({ increment: (progress - told) * 100, message: `${Math.floor(progress * 100)} %` });
        told = progress;
      };
      report(reached);
      await result.then(() => undefined, () => undefined);
    });
  }, patience);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
