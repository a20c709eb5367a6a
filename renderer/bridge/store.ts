import { configureStore, type Reducer } from '@reduxjs/toolkit';
import type { Bridge } from '../../shared/protocol/bridge';
import { bridgeApi, type BridgeExtra } from './api';
import { startChangeFeed } from './change-feed';
import { createRecordCache } from './record-cache';
import { createRecordLoader } from './record-loader';

/**
 * The store of a window: what is known of the core, and the slices of areas.
 * @returns the store, `extra` with what it reads through, and `listen`, which keeps it fresh until the function that it returns is called
 */
export function createBackroomStore(bridge: Bridge, slices: Readonly<Record<string, Reducer>> = {}) {
  const extra: BridgeExtra = { bridge, records: createRecordCache(createRecordLoader(bridge)) };
  const store = configureStore({
    reducer: { [bridgeApi.reducerPath]: bridgeApi.reducer, ...slices },
    // Rows are plain data, parsed by the core; checking tens of thousands of them at every action would only cost time.
    middleware: (defaults) =>
      defaults({ thunk: { extraArgument: extra }, serializableCheck: false, immutableCheck: false }).concat(
        bridgeApi.middleware,
      ),
  });
  return { store, extra, listen: () => startChangeFeed(store, extra) };
}
