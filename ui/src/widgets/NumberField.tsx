/** A whole number within bounds, typed or stepped. */

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { NumberField as AriaNumberField, Button, Group, Input, Label, Text } from "react-aria-components";
import styles from "./NumberField.module.css";

interface NumberFieldProps {
  label: string;
  /** What is counted, in the number of the value; only seen, so the hint must name it, too. */
  unit: string;
  hint: string;
  disabled?: boolean;
  /** Why it cannot be changed, or not to everything. */
  note?: ReactNode;
  value: number;
  least: number;
  most: number;
  /** How far one press of a button goes. */
  step?: number;
  onChange: (value: number) => void;
  part?: string;
}

/** What lies outside the bounds becomes the nearest bound; an emptied field goes back to what it was. */
export function NumberField(props: NumberFieldProps) {
  const { label, unit, hint, value, least, most, step = 1 } = props;
  return (
    <AriaNumberField
      className={styles.field}
      value={value}
      minValue={least}
      maxValue={most}
      step={step}
      isDisabled={props.disabled ?? false}
      isWheelDisabled
      formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
      onChange={(next) => {
        if (!Number.isNaN(next)) props.onChange(next);
      }}
      data-part={props.part}
    >
      <span className={styles.words}>
        <Label className={styles.label}>{label}</Label>
        <Text slot="description" className={styles.hint}>
          {hint}
          {props.note}
        </Text>
      </span>
      <span className={styles.value}>
        <Group className={styles.group}>
          <Button slot="decrement" className={styles.step}>
            <Minus size="1rem" aria-hidden="true" />
          </Button>
          <Input className={styles.input} data-part={props.part && `${props.part}-input`} />
          <Button slot="increment" className={styles.step}>
            <Plus size="1rem" aria-hidden="true" />
          </Button>
        </Group>
        <span aria-hidden="true">{unit}</span>
      </span>
    </AriaNumberField>
  );
}
