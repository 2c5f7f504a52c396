import { Button } from "../components/ui/button.tsx";
import { PageTitle } from "../components/ui/page-title.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";

interface ConfirmLinkProps {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly onPress: () => Promise<void>;
}

/** A link that waits for the one press that spends it. */
export function ConfirmLink({ title, lead, action, isBusy, problem, onPress }: ConfirmLinkProps) {
  const isOnline = useOnline();
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 pt-6">
      <PageTitle>{title}</PageTitle>
      <p>{lead}</p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {!isOnline && <Notice>You are offline. The link keeps; press when you are back online.</Notice>}
      <Button busy={isBusy} disabled={!isOnline} onClick={() => void onPress()}>
        {action}
      </Button>
    </div>
  );
}
