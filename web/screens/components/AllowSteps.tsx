import { useWords } from "../../texts/words";
import { Icon } from "./Icon";

type Browser = "phone_chrome" | "phone_safari" | "computer";

const FIRST_STEP: Record<Browser, string> = {
  phone_chrome: "allow-step-settings-icon",
  phone_safari: "allow-step-page-menu",
  computer: "allow-step-beside-address",
};

/** How to allow camera or microphone in this browser: two steps, each with a drawing of where to tap. */
export function AllowSteps({ what }: { what: "camera" | "microphone" }) {
  const { t } = useWords();
  const browser = thisBrowser();
  return (
    <ol class="steps card stack">
      <li class="stack tight">
        <AddressBar browser={browser} />
        <p>{t(FIRST_STEP[browser])}</p>
      </li>
      <li class="stack tight">
        <p class="switch" aria-hidden="true">
          <Icon name={what === "camera" ? "camera" : "microphone"} />
          <span class="switch-on" />
        </p>
        <p>{t(what === "camera" ? "allow-step-camera" : "allow-step-microphone")}</p>
      </li>
    </ol>
  );
}

/** The top of the browser with the place to tap ringed. Safari keeps it at the start, as do the others. */
function AddressBar({ browser }: { browser: Browser }) {
  return (
    <svg class="address" viewBox="0 0 280 48" aria-hidden="true">
      <rect x="2" y="6" width="276" height="36" rx="18" fill="none" stroke="var(--edge)" stroke-width="2" />
      <rect x="56" y="20" width="130" height="8" rx="4" fill="var(--line)" />
      <circle cx="26" cy="24" r="20" fill="var(--sun)" />
      {browser === "phone_safari" ? (
        <text x="26" y="30" text-anchor="middle" font-size="16" font-weight="650" fill="var(--on-sun)">
          aA
        </text>
      ) : (
        <path
          d="M16 19h6m8 0h6M16 29h14m6 0h0M25 15v8M31 25v8"
          fill="none"
          stroke="var(--on-sun)"
          stroke-width="2.5"
          stroke-linecap="round"
        />
      )}
    </svg>
  );
}

function thisBrowser(): Browser {
  const agent = typeof navigator === "undefined" ? "" : navigator.userAgent;
  if (/iPhone|iPad/.test(agent)) return "phone_safari";
  return /Android/.test(agent) ? "phone_chrome" : "computer";
}
