// BullMQ as a subject: takes lines from standard input and answers each with one, as LoadProcess does.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';

const [port, concurrency] = process.argv.slice(2).map(Number);
const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
const queue = new Queue('load', { connection, defaultJobOptions: { removeOnComplete: true } });
const text = 'x'.repeat(67);

const micros = () => Math.round((performance.timeOrigin + performance.now()) * 1000);
const payload = () => ({ at: micros(), text });

const fresh = (count, work) =>
	({ count, work, latencies: new Float64Array(count), started: 0, ended: 0, first: 0, last: 0 });
let expected = fresh(0, 0);

async function run(job) {
	const current = expected;
	const now = micros();
	const index = current.started++;
	current.first ||= now;
	if (index < current.count) {
		current.latencies[index] = now - job.data.at;
	}
	if (current.work > 0) {
		await sleep(current.work);
	}
	current.ended++;
	current.last = micros();
}

const worker = new Worker('load', run, { connection, concurrency });
worker.on('error', (error) => console.error(error));

async function enqueue(count, batch) {
	const begin = performance.now();
	for (let sent = 0; sent < count; sent += batch) {
		if (batch === 1) {
			await queue.add('load', payload());
		}
		else {
			const jobs = Array.from({ length: Math.min(batch, count - sent) }, () => ({ name: 'load', data: payload() }));
			await queue.addBulk(jobs);
		}
	}
	return { nanos: Math.round((performance.now() - begin) * 1e6) };
}

async function enqueueAtRate(count, perSecond) {
	const begin = performance.now();
	for (let sent = 0; sent < count; sent++) {
		const left = begin + sent * 1000 / perSecond - performance.now();
		if (left > 0) {
			await sleep(left);
		}
		await queue.add('load', payload());
	}
}

function progress() {
	const sorted = expected.latencies.slice(0, Math.min(expected.started, expected.count)).sort();
	const percentile = (percent) => sorted[Math.max(0, Math.ceil(sorted.length * percent / 100) - 1)] ?? 0;
	return { first: expected.first, last: expected.last, p50: percentile(50), p99: percentile(99), max: percentile(100) };
}

const verbs = {
	expect: (count, work) => { expected = fresh(count, work); },
	pause: () => queue.pause(),
	resume: () => queue.resume(),
	enqueue,
	rate: enqueueAtRate,
	ended: () => ({ ended: expected.ended }),
	progress,
};

const answer = (figures) =>
	console.log(Object.entries(figures ?? {}).map(([name, value]) => `${name}=${value}`).join(' '));

const begin = performance.now();
await worker.waitUntilReady();
answer({ opened: Math.round((performance.now() - begin) * 1e6) });
for await (const line of createInterface({ input: process.stdin })) {
	const [verb, ...words] = line.split(' ');
	answer(await verbs[verb](...words.map(Number)));
}
process.exit(0);
