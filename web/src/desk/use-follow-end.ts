import { useEffect, useRef } from "react";

const nearPixels = 160;

/** Keeps the end of a growing conversation in view for as long as its reader stays there. Returns what goes there again. */
export function useFollowEnd(growing: unknown): () => void {
  const isFollowing = useRef(true);
  useEffect(() => {
    const look = () => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      isFollowing.current = scrollHeight - clientHeight - scrollTop < nearPixels;
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  useEffect(() => {
    if (isFollowing.current) window.scrollTo({ top: document.documentElement.scrollHeight });
  }, [growing]);
  return () => {
    isFollowing.current = true;
  };
}
