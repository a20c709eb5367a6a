/** A short sound: high for a known code, low and twice for an unknown one. Silent where the machine has no sound. */
export function soundScan(known: boolean): void {
  try {
    const audio = new AudioContext();
    const volume = audio.createGain();
    const tone = audio.createOscillator();
    tone.type = known ? 'sine' : 'square';
    tone.frequency.value = known ? 1320 : 196;
    tone.connect(volume).connect(audio.destination);
    const now = audio.currentTime;
    const lasts = known ? 0.08 : 0.3;
    volume.gain.setValueAtTime(known ? 0.08 : 0.05, now);
    if (!known) volume.gain.setValueCurveAtTime([0.05, 0.05, 0, 0, 0.05, 0.05], now + 0.001, lasts - 0.01);
    volume.gain.setTargetAtTime(0, now + lasts, 0.01);
    tone.onended = () => void audio.close();
    tone.start(now);
    tone.stop(now + lasts + 0.06);
  } catch {
    // a machine without sound still shows the colour
  }
}

const SHOWN = 700;
let timer = 0;

/** Lights the edge of the window for a moment: `<html data-scan="known|unknown">`. */
export function lightScan(known: boolean): void {
  const { dataset } = document.documentElement;
  dataset.scan = known ? 'known' : 'unknown';
  window.clearTimeout(timer);
  timer = window.setTimeout(() => delete dataset.scan, SHOWN);
}
