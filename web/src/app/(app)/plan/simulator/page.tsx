import type { Metadata } from "next";
import { Simulator } from "../../../../plan/simulator.tsx";

export const metadata: Metadata = { title: "Try other means" };

export default function Page() {
  return <Simulator />;
}
