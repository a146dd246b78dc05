/** Why a patient may not be in the list. */
export const missing = {
  reasons: [
    {
      title: "They have not activated the app.",
      text: "Your practice invites them. They appear here the moment they activate it.",
    },
    {
      title: "You are not on their care team.",
      text: "Only active members of a patient's care team can write to them. Your practice's administrator can change this.",
    },
    {
      title: "View or supervisory access is not enough.",
      text: "It lets you read a record, not exchange messages.",
    },
  ],
};
