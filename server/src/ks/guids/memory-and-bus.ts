import type { NamedGuid } from '../structure';
import { named } from './common';

/** Memory and bus types. */
export const memoryAndBusTypes: readonly NamedGuid[] = [
  named('GUID_NULL', '00000000-0000-0000-0000-000000000000', ['memoryType', 'busType', 'formatType', 'formatSubtype', 'formatSpecifier'], 'All zero: any memory, any bus, any format.', ['D', 'H']),
  named('KSMEMORY_TYPE_WILDCARD', '00000000-0000-0000-0000-000000000000', ['memoryType'], 'Any memory. The same as GUID_NULL.', ['D', 'H']),
  named('KSMEMORY_TYPE_DONT_CARE', '00000000-0000-0000-0000-000000000000', ['memoryType'], 'Any memory. The same as GUID_NULL.', ['D', 'H']),
  named('KS_TYPE_DONT_CARE', '00000000-0000-0000-0000-000000000000', ['memoryType'], 'Any memory. The same as GUID_NULL.', ['D', 'H']),
  named('KSMEMORY_TYPE_SYSTEM', '091bb638-603f-11d1-b067-00a0c9062802', ['memoryType'], 'System memory.', ['D', 'H']),
  named('KSMEMORY_TYPE_USER', '8cb0fc28-7893-11d1-b069-00a0c9062802', ['memoryType'], 'Memory of user mode. A kernel-mode allocator cannot provide it.', ['D', 'H']),
  named('KSMEMORY_TYPE_KERNEL_PAGED', 'd833f8f8-7894-11d1-b069-00a0c9062802', ['memoryType'], 'Paged pool: corresponds to PagedPool with the requirement SYSTEM_MEMORY. Not to be touched at DISPATCH_LEVEL.', ['D', 'H']),
  named('KSMEMORY_TYPE_KERNEL_NONPAGED', '4a6d5fc4-7895-11d1-b069-00a0c9062802', ['memoryType'], 'Non-paged pool: corresponds to NonPagedPool with the requirement SYSTEM_MEMORY.', ['D', 'H']),
  named('KSMEMORY_TYPE_DEVICE_UNKNOWN', '091bb639-603f-11d1-b067-00a0c9062802', ['memoryType'], 'Device memory of a kind that is not stated; for old clients that did not say which.', ['D', 'H']),
  named('GUID_BUS_TYPE_PCI', 'c8ebdfb0-b510-11d0-80e5-00a0c92542e3', ['busType'], 'PCI.', ['D', 'H']),
  named('GUID_BUS_TYPE_USB', '9d7debbc-c85d-11d1-9eb4-006008c3a19a', ['busType'], 'USB.', ['D', 'H']),
  named('GUID_BUS_TYPE_1394', 'f74e73eb-9ac5-45eb-be4d-772cc71ddfb3', ['busType'], 'IEEE 1394.', ['D', 'H']),
  named('GUID_BUS_TYPE_AVC', 'c06ff265-ae09-48f0-812c-16753d7cba83', ['busType'], 'Audio/video control over IEEE 1394.', ['D', 'H']),
  named('GUID_61883_CLASS', '7ebefbc0-3200-11d2-b4c2-00a0c9697d07', ['busType'], 'IEC 61883 protocol over IEEE 1394.', ['D']),
  named('GUID_BUS_TYPE_INTERNAL', '1530ea73-086b-11d1-a09f-00c04fc340b1', ['otherBusType'], 'Internal bus of the machine. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_PCMCIA', '09343630-af9f-11d0-92e9-0000f81e1b30', ['otherBusType'], 'PCMCIA. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_ISAPNP', 'e676f854-d87d-11d0-92b2-00a0c9055fc5', ['otherBusType'], 'ISA Plug and Play. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_EISA', 'ddc35509-f3fc-11d0-a537-0000f8753ed1', ['otherBusType'], 'EISA. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_MCA', '1c75997a-dc33-11d0-92b2-00a0c9055fc5', ['otherBusType'], 'Micro Channel. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_LPTENUM', 'c4ca1000-2ddc-11d5-a17a-00c04f60524d', ['otherBusType'], 'Parallel port. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_USBPRINT', '441ee000-4342-11d5-a184-00c04f60524d', ['otherBusType'], 'USB printers. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_DOT4PRT', '441ee001-4342-11d5-a184-00c04f60524d', ['otherBusType'], 'IEEE 1284.4. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_SERENUM', '77114a87-8944-11d1-bd90-00a0c906be2d', ['otherBusType'], 'Serial port. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_HID', 'eeaf37d0-1963-47c4-aa48-72476db7cf49', ['otherBusType'], 'Human interface devices. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_IRDA', '7ae17dc1-c944-44d6-881f-4c2e61053bc1', ['otherBusType'], 'Infrared. Not among the bus types documented for framing.', ['H']),
  named('GUID_BUS_TYPE_SD', 'e700cc04-4036-4e89-9579-89ebf45f00cd', ['otherBusType'], 'Secure Digital. Not among the bus types documented for framing.', ['H']),
];
