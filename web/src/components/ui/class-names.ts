import { type ClassNameValue, twMerge } from "tailwind-merge";

/** Joins Tailwind classes; of two that contradict, the later holds. */
export const classNames = (...classes: ClassNameValue[]): string => twMerge(classes);
