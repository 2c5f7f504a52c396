import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { type Filters, noFilters, readFilters, writeFilters } from "./filters.ts";

/** The filters of the address, which follows every change of them. */
export function useFilters() {
  const query = useSearchParams();
  const [filters, setFilters] = useState(() => readFilters(query));
  // Next tells of an address late; what is in the bar by now is the truth, or typing would jump back.
  useEffect(() => setFilters(readFilters(new URLSearchParams(location.search))), [query]);
  const set = useCallback((next: Filters) => {
    setFilters(next);
    // Next's router follows the address; nothing is asked of a server.
    history.replaceState(null, "", location.pathname + writeFilters(next));
  }, []);
  const change = useCallback((changed: Partial<Filters>) => set({ ...filters, ...changed }), [filters, set]);
  const clear = useCallback(() => set(noFilters), [set]);
  return { filters, change, clear };
}
