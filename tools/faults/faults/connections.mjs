const fault = { door: 'relay', axis: 'availability' };

/** @param {'silent' | 'stalled'} mode */
const whileRelayIs =
  mode =>
  async ({ door }) => {
    door.become(mode);
    return { end: async () => door.become('open') };
  };

/** @type {readonly import('./fault.mjs').Fault[]} */
export const connectionFaults = [
  {
    ...fault,
    id: 'cut',
    title: 'connections are cut every second',
    seconds: { full: 60, short: 5 },
    async make({ door }) {
      door.cut();
      const timer = setInterval(() => door.cut(), 1_000).unref();
      return { end: async () => clearInterval(timer) };
    },
  },
  {
    ...fault,
    id: 'never-answered',
    title: 'connections are accepted and never answered',
    seconds: { full: 60, short: 20 },
    make: whileRelayIs('silent'),
  },
  {
    ...fault,
    id: 'stalled',
    title: 'open connections stay open, and nothing passes any more',
    seconds: { full: 150, short: 40 },
    isToldMeanwhile: true,
    make: whileRelayIs('stalled'),
  },
];
