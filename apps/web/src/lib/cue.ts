import { create } from 'zustand';

/** What happened or is asked for, besides the words of the screen. */
type Cue = 'taken' | 'turn' | 'again' | 'done';

/** Tones in hertz one after another, and the phone's trembling in milliseconds. */
const CUES: Record<Cue, { tones: readonly number[]; tremble: number[] }> = {
  taken: { tones: [880], tremble: [40] },
  turn: { tones: [523, 659], tremble: [20, 60, 20] },
  again: { tones: [440, 349], tremble: [80, 60, 80] },
  done: { tones: [659, 784, 1047], tremble: [40, 60, 120] },
};

const TONE_S = 0.12;
const LOUDNESS = 0.15;
const KEY = 'hadir.sounds';

/** Off until somebody wants them: forty phones may do this in one room. */
export const useSounds = create<{ isOn: boolean }>(() => ({ isOn: read() === 'on' }));

let speaker: AudioContext | null = null;

/** Call it after a tap: browsers let no page make a sound before one. */
export function switchSounds(isOn: boolean): void {
  useSounds.setState({ isOn });
  write(isOn ? 'on' : 'off');
  if (isOn) playCue('taken');
}

/** Trembles where the phone can, and sounds where the person wants it. */
export function playCue(cue: Cue): void {
  const { tones, tremble } = CUES[cue];
  if (typeof navigator !== 'undefined' && 'vibrate' in navigator) navigator.vibrate(tremble);
  if (!useSounds.getState().isOn || typeof AudioContext === 'undefined') return;
  speaker ??= new AudioContext();
  void speaker.resume();
  for (const [at, hertz] of tones.entries()) sound(speaker, hertz, at * TONE_S);
}

function sound(context: AudioContext, hertz: number, afterS: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  const from = context.currentTime + afterS;
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + TONE_S);
}

/** The mere mention of the storage throws where site data are blocked. */
function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // It counts until the page is left.
  }
}
