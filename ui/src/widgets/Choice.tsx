/** Settings that are on or off, and settings that are one of several. */

import type { ReactNode } from "react";
import { Label, Radio, RadioGroup, Switch, Text } from "react-aria-components";
import styles from "./Choice.module.css";

interface ToggleProps {
  label: string;
  hint?: string;
  selected: boolean;
  onChange: (selected: boolean) => void;
  disabled?: boolean;
  /** Why it cannot be changed. */
  note?: ReactNode;
  part?: string;
}

/** A switch. */
export function Toggle({ label, hint, selected, onChange, disabled = false, note, part }: ToggleProps) {
  return (
    <Switch
      className={styles.toggle}
      isSelected={selected}
      onChange={onChange}
      isDisabled={disabled}
      data-part={part}
    >
      <span className={styles.words}>
        <span>{label}</span>
        {hint && <span className={styles.hint}>{hint}</span>}
        {note}
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
  /** Why it cannot be changed, or not to everything. */
  note?: ReactNode;
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
          className={styles.radio}
          isDisabled={option.disabled ?? false}
        >
          <span className={styles.mark} aria-hidden="true" />
          <span className={styles.words}>
            <span>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </span>
        </Radio>
      ))}
      {props.note && <Text slot="description">{props.note}</Text>}
    </RadioGroup>
  );
}
