import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Said } from "../../texts/Said";
import { Brand } from "../components/Brand";
import { Language } from "../components/Language";
import type { Clinic } from "../people";
import type { Act, VisitAction } from "./state";

/** What every screen of this page needs besides its own state. */
export interface Around {
  clinic?: Clinic | undefined;
  act: Act;
  busy?: VisitAction["kind"] | undefined;
  onLanguage: (language: string) => void;
}

export const AroundContext = createContext<Around>({ act: () => {}, onLanguage: () => {} });

export const useAround = (): Around => useContext(AroundContext);

/** A quiet page: the clinic and the language on top, the number to call at the end unless it can wait. */
export function QuietPage({ children, help = true }: { children: ComponentChildren; help?: boolean }) {
  const { clinic, onLanguage } = useAround();
  return (
    <main>
      <header class="row top">
        <Brand name={clinic?.name} />
        <Language onChange={onLanguage} />
      </header>
      {children}
      {help && <Help />}
    </main>
  );
}

/** The way out, on every screen where something may be in the way. */
export function Help() {
  const { clinic } = useAround();
  return clinic ? (
    <p class="soft small mid-text">
      <Said id="help-call" values={{ phone: clinic.phone }} />
    </p>
  ) : null;
}
