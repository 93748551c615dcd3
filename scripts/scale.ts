// What a fleet of any size has to do, for docs/guides/scaling.md:
// npm run scale, or with figures of your own: npm run scale -- PEOPLE SERVERS ROOM_SIZE MESSAGES_PER_HOUR

import { expectedServers, simulatedServers } from "./scale/fleet-model.ts";
import { FLEETS, scaleTable } from "./scale/table.ts";

const [people, servers, roomSize = 20, messagesPerPersonHour = 20] = process.argv.slice(2).map(Number);
const fleets =
  people && servers ? [{ people, servers, roomSize, messagesPerPersonHour, movesPerPersonHour: 4 }] : FLEETS;
console.log(scaleTable(fleets));

console.log("\nServers that a room is on, as calculated and as tried out with 2,000 rooms:");
for (const fleet of fleets) {
  const calculated = expectedServers(fleet.servers, fleet.roomSize).toFixed(2);
  const tried = simulatedServers(fleet.servers, fleet.roomSize, 2_000, Math.random).toFixed(2);
  console.log(`  ${fleet.servers} servers, ${fleet.roomSize} people in a room: ${calculated}, ${tried}`);
}
