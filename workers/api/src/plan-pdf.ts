import type { MasterPlan } from "@alva/contracts/master-plan";
import type { Plan } from "@alva/contracts/plan";
import { readFont } from "@alva/planning/exports/pdf/font";
import { writePdf } from "@alva/planning/exports/pdf/write-pdf";
import { planDocument } from "@alva/planning/exports/plan-document";
import bold from "./fonts/inter-bold.bin";
import regular from "./fonts/inter-regular.bin";

/** A plan as a PDF document, set in the product's own typeface. */
export function planPdf({
  plan,
  masterPlan,
}: {
  readonly plan: Pick<Plan, "profile" | "custom_plan">;
  readonly masterPlan: MasterPlan;
}): Uint8Array<ArrayBuffer> {
  const businessName = plan.profile.user_profile.business_name;
  return writePdf(
    {
      title: `${businessName}: 90-day plan`,
      blocks: planDocument({ businessName, customPlan: plan.custom_plan, masterPlan }),
    },
    { regular: readFont(regular), bold: readFont(bold) },
  );
}
