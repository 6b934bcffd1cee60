import type { ConstantSet } from '../structure';
import { constant } from './common';

const status = (name: string, value: number, summary: string): ReturnType<typeof constant> => constant(name, value, summary, ['H']);

/** Status codes that callbacks and clients of kernel streaming meet. */
export const NTSTATUS: ConstantSet = {
  name: 'NTSTATUS', kind: 'constants', type: 'ULONG', source: { name: 'ntstatus.h', link: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55' },
  summary: 'Status codes of kernel streaming. NT_SUCCESS takes 0 to 0x7FFFFFFF for success, STATUS_PENDING included.',
  constants: [
    status('STATUS_SUCCESS', 0x00000000, 'Success.'),
    status('STATUS_TIMEOUT', 0x00000102, 'The time ran out.'),
    status('STATUS_PENDING', 0x00000103, 'The request is not complete yet. Counts as success in NT_SUCCESS.'),
    status('STATUS_MORE_ENTRIES', 0x00000105, 'More entries exist than fitted.'),
    status('STATUS_BUFFER_OVERFLOW', 0x80000005, 'The data did not fit; the length needed is returned.'),
    status('STATUS_DEVICE_BUSY', 0x80000011, 'The device is busy.'),
    status('STATUS_UNSUCCESSFUL', 0xc0000001, 'The request failed.'),
    status('STATUS_NOT_IMPLEMENTED', 0xc0000002, 'Not implemented.'),
    status('STATUS_INVALID_PARAMETER', 0xc000000d, 'A parameter is not valid.'),
    status('STATUS_INVALID_DEVICE_REQUEST', 0xc0000010, 'The request is not valid for this object.'),
    status('STATUS_BUFFER_TOO_SMALL', 0xc0000023, 'The buffer is too small.'),
    status('STATUS_OBJECT_TYPE_MISMATCH', 0xc0000024, 'The object is of another type.'),
    status('STATUS_INSUFFICIENT_RESOURCES', 0xc000009a, 'Memory or another resource ran out.'),
    status('STATUS_DEVICE_NOT_READY', 0xc00000a3, 'The device is not ready.'),
    status('STATUS_NOT_SUPPORTED', 0xc00000bb, 'Not supported.'),
    status('STATUS_CANCELLED', 0xc0000120, 'The request was cancelled.'),
    status('STATUS_INVALID_DEVICE_STATE', 0xc0000184, 'The device is not in a state for the request.'),
    status('STATUS_INVALID_BUFFER_SIZE', 0xc0000206, 'The size of the buffer is not valid.'),
    status('STATUS_NOT_FOUND', 0xc0000225, 'Not found.'),
    status('STATUS_PROPSET_NOT_FOUND', 0xc0000230, 'The property set does not exist on the object.'),
    status('STATUS_CONNECTION_REFUSED', 0xc0000236, 'The connection was refused.'),
    status('STATUS_NO_MATCH', 0xc0000272, 'The format does not match; AVStream tries the next data range.'),
  ],
};

/** Error codes of DirectShow allocators. */
export const VFW_E: ConstantSet = {
  name: 'VFW_E', kind: 'constants', type: 'ULONG', source: { name: 'vfwmsgs.h', link: 'https://learn.microsoft.com/windows/win32/directshow/error-and-success-codes' },
  summary: 'Error codes of DirectShow allocators.',
  constants: [
    status('VFW_E_NO_ALLOCATOR', 0x8004020a, 'The pins could not agree on an allocator.'),
    status('VFW_E_BADALIGN', 0x8004020e, 'The alignment is not valid.'),
    status('VFW_E_ALREADY_COMMITTED', 0x8004020f, 'The allocator is committed already.'),
    status('VFW_E_BUFFERS_OUTSTANDING', 0x80040210, 'Buffers are still out.'),
    status('VFW_E_NOT_COMMITTED', 0x80040211, 'The allocator is not committed.'),
    status('VFW_E_SIZENOTSET', 0x80040212, 'No buffer size has been set.'),
  ],
};
