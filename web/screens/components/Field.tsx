import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Passed {
  type?: "text" | "email" | "password" | "date" | "time" | "tel" | "number";
  inputMode?: "numeric" | "email" | "tel";
  autoComplete?: string;
  required?: boolean;
  min?: string;
  max?: string;
  maxLength?: number;
}

interface Props extends Passed {
  label: ComponentChildren;
  value: string;
  onValue: (value: string) => void;
  /** What is wrong with it, in words; read with the field. */
  problem?: string | undefined;
  hint?: string;
}

/** One thing to type, with its label above and its problem below. */
export function Field({ label, value, onValue, problem, hint, ...passed }: Props) {
  const id = useId();
  const about = problem || hint ? `${id}-about` : undefined;
  return (
    <div class="stack tight">
      <label for={id}>
        <b>{label}</b>
      </label>
      <input
        id={id}
        class="field"
        value={value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={about}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...(passed as object)}
      />
      {about && (
        <p id={about} class={problem ? "small problem" : "small soft"}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

/** One of a short list. */
export function Select({
  label,
  value,
  choices,
  onValue,
}: {
  label: ComponentChildren;
  value: string;
  choices: { id: string; name: string }[];
  onValue: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="stack tight">
      <label for={id}>
        <b>{label}</b>
      </label>
      <select id={id} class="field" value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </div>
  );
}
