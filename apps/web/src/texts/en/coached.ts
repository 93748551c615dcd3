/** Conversations from a lobby, and what stands beside them. */
export const coached = {
  lobbyHint: "Take a seat, and the conversation begins as soon as everybody is there.",
  beside: "Beside the conversation",
  leaveAnyway: "Leave anyway",
  stay: "Stay",
  leaveForLobby: "Back to the lobby",
  leaveForLobbyQuestion: "Go back to the lobby?",
  leaveForLobbyWarning: "Your seat becomes free. The conversation ends when only one is left.",
  workspaceTitle: "Here is room for your own app",
  workspaceText:
    "An editor, a whiteboard, a document: whatever the conversation is about stands on this side. Move the divider with the mouse, a finger or the arrow keys.",
  workspaceCode: "In your own page:",
};
