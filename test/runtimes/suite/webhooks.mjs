/** Webhooks: what they need of the runtime is Web Crypto, which Node 18 keeps in a module. */
import { unwrap, WebhookVerificationError } from "kitchen-sink/webhooks";
import { equal, rejection } from "./check.mjs";

/** The vector that every library of Standard Webhooks is tested with; and how long ago it was signed does not matter. */
const body = '{"test": 2432232314}';
const headers = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const options = { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", toleranceMs: Infinity };

export const webhooks = {
  async "webhooks: a right signature is accepted, another body is not"() {
    equal(await unwrap(body, new Headers(headers), options), JSON.parse(body));
    const failure = unwrap(body.replace("test", "text"), headers, options);
    equal((await rejection(failure, WebhookVerificationError)).reason, "noMatchingSignature");
  },

  async "webhooks: CommonJS"({ require, skip }) {
    if (!require) skip("no require() here");
    const common = require("kitchen-sink/webhooks");
    equal(await common.unwrap(body, headers, options), JSON.parse(body));
  },
};
