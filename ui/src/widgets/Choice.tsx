/** Settings that are on or off, and settings that are one of several. */

import { Label, Radio, RadioGroup, Switch } from "react-aria-components";
import styles from "./Choice.module.css";

interface ToggleProps {
  label: string;
  hint?: string;
  selected: boolean;
  disabled?: boolean;
  onChange: (selected: boolean) => void;
  part?: string;
}

/** A switch. */
export function Toggle({ label, hint, selected, disabled = false, onChange, part }: ToggleProps) {
  return (
    <Switch
      className={styles.toggle}
      isSelected={selected}
      isDisabled={disabled}
      onChange={onChange}
      data-part={part}
    >
      <span className={styles.words}>
        <span>{label}</span>
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.thumb} />
      </span>
    </Switch>
  );
}

interface OneOfProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string; hint?: string | undefined; disabled?: boolean }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  part?: string;
}

/** Radio buttons. */
export function OneOf<Value extends string>(props: OneOfProps<Value>) {
  return (
    <RadioGroup
      className={styles.group}
      value={props.value}
      onChange={(value) => props.onChange(value as Value)}
      isDisabled={props.disabled ?? false}
      data-part={props.part}
    >
      <Label className={styles.label}>{props.label}</Label>
      {props.options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          isDisabled={option.disabled ?? false}
          className={styles.radio}
        >
          <span className={styles.mark} aria-hidden="true" />
          <span className={styles.words}>
            <span>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
