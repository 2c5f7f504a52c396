"use client";
import { useEffect } from "react";
import { followSession } from "./session.ts";

/** Lets every page know whether someone is signed in; shows nothing. */
export function FollowSession() {
  useEffect(followSession, []);
  return null;
}
