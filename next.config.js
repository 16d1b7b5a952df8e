/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Proxied streams must not be buffered by a compressor; a reverse proxy in front compresses pages.
  compress: false,
  // Lists of prices and usage are read in the page and sent as text: 6,000,000 characters, most of one byte.
  experimental: { serverActions: { bodySizeLimit: '8mb' } },
  typescript: { ignoreBuildErrors: true }, // `npm run verify` checks types; the build need not do it twice
  serverExternalPackages: ['pg', 'pino', 'undici', 'gpt-tokenizer', '@pydantic/genai-prices'],
};
