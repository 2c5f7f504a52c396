import { create } from "zustand";

/** Whether what waits on this device could be sent when it was last tried. */
export const useConnection = create<{ readonly isReached: boolean }>()(() => ({ isReached: true }));
