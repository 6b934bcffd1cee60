import { defineStructure } from '../structure';
import { labelField, property, words } from './common';

/** The device that the filters belong to. */
export const Device = defineStructure({
  name: 'Device',
  origin: 'format',
  summary: 'The device that the filters belong to: its descriptor and how it moves data.',
  evidence: [],
  fields: {
    Name: property({ kind: 'text' }, "The driver's or device's name."),
    Label: labelField,
    Descriptor: property({ kind: 'pointer', structure: 'KSDEVICE_DESCRIPTOR' }, 'The KSDEVICE_DESCRIPTOR given to KsInitializeDriver. null: the driver passes none.'),
    Dma: property({ kind: 'structure', structure: 'DeviceDma' }, 'How the device reaches memory.'),
    PublishesCameraProfiles: property({ kind: 'boolean' }, 'Whether the device publishes camera profiles (KSCAMERAPROFILE). Left out: unknown.'),
  },
});

/** Members of DEVICE_DESCRIPTION that decide what an adapter object can do. Names are those of wdm.h. */
export const DeviceDescription = defineStructure({
  name: 'DeviceDescription',
  origin: 'format',
  summary: 'What the driver states in DEVICE_DESCRIPTION when it asks for a DMA adapter (IoGetDmaAdapter).',
  evidence: ['H'],
  fields: {
    Version: property({ kind: 'integer', type: 'ULONG', set: 'DEVICE_DESCRIPTION_VERSION' }, 'Version of the structure: DEVICE_DESCRIPTION_VERSION 0, _VERSION1 1, _VERSION2 2, _VERSION3 3.'),
    Master: property({ kind: 'boolean' }, 'Whether the device is a bus master.'),
    ScatterGather: property({ kind: 'boolean' }, 'Whether the device can transfer to pages that are not contiguous.'),
    Dma32BitAddresses: property({ kind: 'boolean' }, 'Whether the device uses 32-bit addresses.'),
    Dma64BitAddresses: property({ kind: 'boolean' }, 'Whether the device uses 64-bit addresses.'),
    MaximumLength: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Most bytes the device transfers at once.'),
  },
});

/** How the device reaches memory. */
export const DeviceDma = defineStructure({
  name: 'DeviceDma',
  origin: 'format',
  summary: 'How the device reaches memory: the registration of its DMA adapter with AVStream, what its hardware can address, and its common buffers.',
  remarks: 'Map registers are what the platform returns: they belong to a simulation (System.NumberOfMapRegisters).',
  evidence: [],
  fields: {
    Registration: property({ kind: 'word', words: words({
      None: 'The driver registers no adapter with AVStream.',
      KsDeviceRegisterAdapterObject: 'By KsDeviceRegisterAdapterObject.',
      RegisterAdapterObjectEx: 'By IKsDeviceFunctions::RegisterAdapterObjectEx.',
      Both: 'By RegisterAdapterObjectEx where it exists, else by KsDeviceRegisterAdapterObject.',
    }) }, 'How the driver registers its DMA adapter with AVStream. Left out: unknown.'),
    MaxMappingsByteCount: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Most bytes of one mapping, as given at registration.'),
    MappingTableStride: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Distance of the entries of the mapping table in bytes, as given at registration; at least sizeof(KSMAPPING), 16.'),
    DeviceDescription: property({ kind: 'structure', structure: 'DeviceDescription' }, 'What the driver states when it asks for the adapter.'),
    AddressBits: property({ kind: 'integer', type: 'ULONG' }, 'Bits of an address that the hardware can use: 32 for a 32-bit device.'),
    ScatterGatherEntries: property({ kind: 'integer', type: 'ULONG' }, 'Entries of scatter/gather tables that the hardware takes for one frame.'),
    ProgramsFramesInPieces: property({ kind: 'boolean' }, 'Whether the driver gives a frame to the hardware in pieces when it has more mappings than ScatterGatherEntries. Left out: unknown.'),
    CommonBuffers: property({ kind: 'array', element: { kind: 'structure', structure: 'CommonBuffer' } }, 'Common buffers that the driver allocates, each with its purpose.'),
  },
});

/** Memory that the device and the processor share. */
export const CommonBuffer = defineStructure({
  name: 'CommonBuffer',
  origin: 'format',
  summary: 'A common buffer: memory that the device and the processor share, got by AllocateCommonBuffer.',
  evidence: ['D'],
  fields: {
    Label: labelField,
    Length: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Length in bytes.'),
    Count: property({ kind: 'integer', type: 'ULONG' }, 'How many such buffers the driver allocates, each of that length: one for each frame, for instance.', { default: 1 }),
    Purpose: property({ kind: 'word', words: words({
      Descriptors: 'Tables that tell the hardware where to put frames.',
      VendorAllocator: "Frames of the driver's own allocator (KSALLOCATOR_DISPATCH).",
      Copy: 'The device writes here and the driver copies to the frames: common-buffer DMA.',
      RealTime: 'A cyclic buffer that the client maps.',
      Other: 'None of these.',
    }) }, 'What the buffer is for.'),
    Pin: property({ kind: 'text', reference: 'pin' }, 'The pin whose frames the buffer holds, as filter label and pin label: `"capture/video"`.'),
    AllocatedWhen: property({ kind: 'word', words: words({
      DeviceStart: 'While the device starts.',
      InitializeAllocator: 'In the InitializeAllocator callback.',
      AfterStart: 'At another time after the device has started.',
    }) }, 'When the driver allocates it.'),
    CacheEnabled: property({ kind: 'boolean' }, 'The CacheEnabled argument. The system ignores it.'),
  },
});
