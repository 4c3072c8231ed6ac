// The desktop host. No other file of the window knows Tauri.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { words } from '../words';
import { refusalFrom, type Host, type HostEvent, type Waiting } from './types';

async function call<T>(command: string, given?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, given);
  } catch (thrown) {
    throw refusalFrom(thrown, words.host.unreachable);
  }
}

export function tauriHost(): Host {
  return {
    ask: (request) => call('ask', { request }),
    pickFilesToOpen: (purpose) => call('pick_open', { purpose }),
    pickFileToSave: (suggested) => call('pick_save', { suggested }),
    takeWaiting: () => call<Waiting[]>('take_waiting'),
    onEvent(listener: (event: HostEvent) => void) {
      const stops = [
        listen('waiting', () => listener({ event: 'waiting' })),
        listen<boolean>('file_over', (told) => listener({ event: 'file_over', over: told.payload })),
      ];
      return () => stops.forEach((stop) => void stop.then((end) => end()));
    },
  };
}
