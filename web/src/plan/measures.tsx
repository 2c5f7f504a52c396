import type { CustomPlan } from "@alva/contracts/custom-plan";
import { LogMeasure, type MeasuredValue } from "@alva/contracts/measure";
import type { Plan } from "@alva/contracts/plan";
import { useState } from "react";
import * as z from "zod";
import { useLogMeasure, useMeasuredValues } from "../api/measures.ts";
import { shortDate } from "../components/dates.ts";
import { FormOnce, useFormOnce } from "../components/form-once.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { SectionHeading } from "../components/ui/card.tsx";
import { Field } from "../components/ui/field.tsx";
import { useOnline } from "../components/ui/online.ts";
import { sentenceOf } from "../sentence.ts";

type Kpi = CustomPlan["kpis"][number];

interface MeasuresProps {
  readonly plan: Plan;
  readonly kpis: readonly Kpi[];
}

/** What to see the plan's success by, with what its owner read there. Values are written down under the current plan alone. */
export function Measures({ plan, kpis }: MeasuresProps) {
  const { data, error, refetch } = useMeasuredValues(plan.id);
  const isOnline = useOnline();
  const isCurrent = plan.standing === "current";
  return (
    <section aria-labelledby="measures" className="flex flex-col gap-3">
      <SectionHeading id="measures">Measures</SectionHeading>
      {error && !data && <LoadProblem error={error} retry={() => void refetch()} />}
      {isCurrent && !isOnline && (
        <p className="text-sm text-muted">You're offline. Writing values down needs a connection.</p>
      )}
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {kpis.map((kpi) => (
          <li key={kpi.name} className="flex flex-col gap-1 rounded-card border border-line bg-surface p-4">
            <h3 className="font-semibold">{kpi.name}</h3>
            <p>{kpi.target}</p>
            <p className="text-sm text-muted">{kpi.measure}</p>
            <Log
              planId={plan.id}
              measure={kpi.name}
              values={data?.items.filter(({ measure }) => measure === kpi.name) ?? []}
              isReadOnly={!isCurrent}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LogProps {
  readonly planId: string;
  readonly measure: string;
  readonly values: readonly MeasuredValue[];
  readonly isReadOnly: boolean;
}

/** Values shown before the owner asks for all. */
const shownAtFirst = 5;

const Reading = z.object({ value: LogMeasure.shape.value.unwrap() });

function Log({ planId, measure, values, isReadOnly }: LogProps) {
  const isOnline = useOnline();
  /** The day whose value is corrected; undefined for today. */
  const [day, setDay] = useState<string>();
  const [isWhole, setWhole] = useState(false);
  const { mutate, mutateAsync, isPending } = useLogMeasure(planId);
  const form = useFormOnce({ schema: Reading, start: { value: "" } });

  function begin(value: string, measuredOn: string | undefined): void {
    setDay(measuredOn);
    form.begin({ value });
    form.setFocus("value");
  }
  const remove = ({ value, measured_on }: MeasuredValue) =>
    mutate(
      { measure, measured_on, value: null, sentence: `${measure}: ${value} is removed.` },
      {
        // The button that was pressed goes with its row.
        onSuccess: () => form.setFocus("value"),
        onError: (refusal) => form.setError("root", { message: sentenceOf(refusal) }),
      },
    );

  return (
    <>
      {!isReadOnly && (
        <div className="mt-2">
          <FormOnce
            form={form}
            verb="Write down"
            disabled={!isOnline}
            beside={
              day !== undefined && (
                <Button kind="text" onClick={() => begin("", undefined)}>
                  Cancel
                </Button>
              )
            }
            send={async ({ value }) => {
              await mutateAsync({
                measure,
                value,
                ...(day !== undefined && { measured_on: day }),
                sentence: `${measure}: ${value}, written down.`,
              });
              begin("", undefined);
            }}
          >
            <Field
              label={day === undefined ? `${measure} today` : `${measure} on ${shortDate(day)}`}
              autoComplete="off"
              {...form.field("value")}
            />
          </FormOnce>
        </div>
      )}
      {values.length > 0 && (
        <ul aria-label={`Values of ${measure}`} className="mt-1 divide-y divide-line">
          {(isWhole ? values : values.slice(0, shownAtFirst)).map((one) => (
            <li key={one.measured_on} className="flex flex-wrap items-center gap-x-2">
              <p className="min-w-0 flex-1 py-2 text-sm break-words">
                <span className="text-muted">{shortDate(one.measured_on)}</span> {one.value}
              </p>
              {!isReadOnly && (
                <>
                  <Button
                    kind="text"
                    aria-label={`Correct ${measure} on ${shortDate(one.measured_on)}`}
                    disabled={!isOnline}
                    onClick={() => begin(one.value, one.measured_on)}
                  >
                    Correct
                  </Button>
                  <Button
                    kind="text"
                    aria-label={`Remove ${measure} on ${shortDate(one.measured_on)}`}
                    disabled={!isOnline || isPending}
                    onClick={() => remove(one)}
                  >
                    Remove
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {values.length > shownAtFirst && !isWhole && (
        <Button kind="text" className="self-start" onClick={() => setWhole(true)}>
          All {values.length} values of {measure}
        </Button>
      )}
    </>
  );
}
