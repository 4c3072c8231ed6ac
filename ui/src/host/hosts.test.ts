import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpHost } from './http';
import { Refusal, refusalFrom } from './types';

const address = (search: string) => ({ search }) as Location;
const nobody = async () => [];

afterEach(() => vi.unstubAllGlobals());

describe('what a host throws', () => {
  it('is read from an error object, a bare one, JSON text and a sentence', () => {
    const said = { code: 'not_a_footprint', sentence: 'North.csv is not a footprint. Import it instead.' };
    for (const thrown of [{ error: said }, said, JSON.stringify({ error: said })]) {
      const refusal = refusalFrom(thrown, 'otherwise');
      expect(refusal.code).toBe('not_a_footprint');
      expect(refusal.sentence).toBe(said.sentence);
    }
    expect(refusalFrom('The file is gone.', 'otherwise').sentence).toBe('The file is gone.');
  });
  it('is a plain sentence when the host gave none', () => {
    expect(refusalFrom(new TypeError('x is undefined'), 'Start it again.').sentence).toBe('Start it again.');
    expect(refusalFrom(null, 'Start it again.').code).toBe('unreachable');
    expect(refusalFrom('{"half', 'Start it again.').sentence).toBe('{"half');
  });
  it('is kept when it is a refusal already', () => {
    const refusal = new Refusal('a', 'b');
    expect(refusalFrom(refusal, 'c')).toBe(refusal);
  });
});

describe('the HTTP host', () => {
  it('posts the request and gives the reply', async () => {
    const fetched = vi.fn(async () => new Response('{"changes":[]}'));
    vi.stubGlobal('fetch', fetched);
    const reply = await httpHost(nobody, address('')).ask({ ask: 'history', limit: null });
    expect(reply).toEqual({ changes: [] });
    expect(fetched).toHaveBeenCalledWith('api/ask', expect.objectContaining({ method: 'POST', body: '{"ask":"history","limit":null}' }));
  });
  it('rejects with the sentence of an error, whatever the status', async () => {
    for (const status of [200, 422]) {
      vi.stubGlobal('fetch', async () => new Response('{"error":{"code":"gone","sentence":"It is gone."}}', { status }));
      await expect(httpHost(nobody, address('')).ask({ ask: 'overview' })).rejects.toMatchObject({
        code: 'gone',
        sentence: 'It is gone.',
      });
    }
  });
  it('says so in words when nobody answers or the answer is no JSON', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(httpHost(nobody, address('')).ask({ ask: 'overview' })).rejects.toBeInstanceOf(Refusal);
    vi.stubGlobal('fetch', async () => new Response('<html>'));
    await expect(httpHost(nobody, address('')).ask({ ask: 'overview' })).rejects.toMatchObject({ code: 'unreadable' });
  });
  it('opens the example once when the address asks for it', async () => {
    const host = httpHost(nobody, address('?example'));
    expect(await host.takeWaiting()).toEqual([{ kind: 'example' }]);
    expect(await host.takeWaiting()).toEqual([]);
    expect(await httpHost(nobody, address('')).takeWaiting()).toEqual([]);
  });
  it('gives no path when the reader thought better of it', async () => {
    expect(await httpHost(nobody, address('')).pickFileToSave('a.pdf')).toBeNull();
  });
});
