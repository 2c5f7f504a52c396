import type { CustomPlan } from "@alva/contracts/custom-plan";
import { channelLook } from "../components/channels.ts";
import { SectionHeading } from "../components/ui/card.tsx";
import { Reasons } from "../reasons/reasons.tsx";

interface ChannelsProps {
  readonly planId: string;
  readonly channels: CustomPlan["channels"];
}

const columns = ["Channel", "Priority", "Cadence", "Key measure", "Why"] as const;
const cell = "lg:border-t lg:border-line lg:p-4 lg:align-top";

/** The channels as a table; where there is no room for its columns, each row is a card that names them. */
export function Channels({ planId, channels }: ChannelsProps) {
  return (
    <section aria-labelledby="channels" className="flex flex-col gap-3">
      <SectionHeading id="channels">Channels</SectionHeading>
      <table
        aria-labelledby="channels"
        className="block border-separate border-spacing-0 text-left lg:table lg:rounded-card lg:border lg:border-line lg:bg-surface"
      >
        <thead className="max-lg:sr-only">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-4 py-3 text-sm font-semibold text-muted">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="grid gap-3 sm:grid-cols-2 lg:table-row-group">
          {channels.map((channel) => (
            <ChannelRow key={channel.channel + (channel.platform ?? "")} planId={planId} channel={channel} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ChannelRowProps {
  readonly planId: string;
  readonly channel: CustomPlan["channels"][number];
}

function ChannelRow({ planId, channel: row }: ChannelRowProps) {
  const { Icon, name } = channelLook[row.channel];
  return (
    <tr className="flex flex-col gap-1 rounded-card border border-line bg-surface p-4 lg:table-row">
      <th scope="row" className={`font-semibold ${cell} lg:w-44`}>
        <span className="flex items-center gap-2">
          <Icon aria-hidden className="size-5 shrink-0" />
          <span className="min-w-0 break-words">
            {name}
            {row.platform !== undefined && (
              <>
                : <span className="capitalize">{row.platform}</span>
              </>
            )}
          </span>
        </span>
      </th>
      <td className={`${cell} text-sm capitalize`}>
        <Label of="Priority" />
        {row.priority}
      </td>
      <td className={`${cell} text-sm`}>
        <Label of="Cadence" />
        {row.cadence_text}
      </td>
      <td className={`${cell} text-sm`}>
        <Label of="Key measure" />
        {row.kpi.name}: {row.kpi.target}
      </td>
      <td className={`${cell} text-sm lg:w-2/5`}>
        <Label of="Why" />
        <Reasons planId={planId} because={row.because} />
      </td>
    </tr>
  );
}

/** A column's name on a card; screen readers have it from the table. */
function Label({ of: column }: { readonly of: (typeof columns)[number] }) {
  return (
    <span aria-hidden className="text-muted normal-case lg:hidden">
      {`${column}: `}
    </span>
  );
}
