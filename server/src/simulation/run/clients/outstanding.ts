import type { QueueRequest } from '../../queue/index';
import { requestStates } from '../../queue/index';
import type { ClientModel } from '../model';

/** Whether a request has been submitted and not come back. */
export function isOutstanding({ state }: QueueRequest): boolean {
  return state !== requestStates.withClient && state !== requestStates.completed;
}

/** Requests that have been submitted and not come back. */
export function outstandingRequests({ requests }: ClientModel): number {
  let count = 0;
  for (const request of requests) if (isOutstanding(request)) count += 1;
  return count;
}
