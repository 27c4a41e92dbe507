// The process that loads this takes its time from a clock that is so many milliseconds off.
const off = Number(process.env.CLOCK_OFF_MS);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + off);
    else super(...args);
  }

  static now() {
    return RealDate.now() + off;
  }
};
