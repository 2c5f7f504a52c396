import Link from "next/link";
import { Button } from "../components/ui/button.tsx";
import { PublicPage } from "../shell/public-page.tsx";

export default function NotFound() {
  return (
    <PublicPage>
      <div className="flex flex-col items-start gap-4 pt-6">
        <h1 className="text-[26px] font-bold">There is nothing here</h1>
        <p>The address may be mistyped, or what was here is gone. Nothing of yours was lost.</p>
        <Button asChild>
          <Link href="/home">Go to my plan</Link>
        </Button>
      </div>
    </PublicPage>
  );
}
