/** A labelled field of a form. */

import { TextField as AriaTextField, FieldError, Input, Label, Text } from "react-aria-components";
import styles from "./TextField.module.css";

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "password" | "url";
  hint?: string;
  /** What is wrong with the value. */
  error?: string;
  autoFocus?: boolean;
  readOnly?: boolean;
  part?: string;
  autoComplete?: string;
}

/** A field with its label above and a hint below. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, type = "text", hint } = props;
  return (
    <AriaTextField
      className={styles.field}
      value={value}
      onChange={onChange}
      type={type}
      isRequired
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
      isReadOnly={props.readOnly}
      autoFocus={props.autoFocus}
      autoComplete={props.autoComplete ?? "off"}
    >
      <Label className={styles.label}>{label}</Label>
      <Input className={styles.input} data-part={props.part} spellCheck={false} autoCapitalize="none" />
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error}>{props.error}</FieldError>
    </AriaTextField>
  );
}
