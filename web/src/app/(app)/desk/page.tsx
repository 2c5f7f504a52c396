import type { Metadata } from "next";
import { Desk } from "../../../desk/desk.tsx";

export const metadata: Metadata = { title: "Desk" };

export default function DeskPage() {
  return <Desk />;
}
