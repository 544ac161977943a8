"use strict";

// One measurement: both programs for so many customers, each customer's as a stack of its own, on mocks. Prints one line of JSON.

const pulumi = require("@pulumi/pulumi");
const { Mocks } = require("./mocks");
const { declareCustomer, keyName } = require("./customer");
const { declareVendor } = require("./vendor");

const applicationId = "4f3a1c52-8b7d-4e60-9a2b-c3d4e5f60718";

async function run(mocks, project, stack, program) {
    await pulumi.runtime.setMocks(mocks, project, stack);
    await pulumi.runtime.runInPulumiStack(async () => program());
    await pulumi.runtime.waitForRPCs();
}

async function main(count) {
    const mocks = new Mocks();
    const keys = [];
    for (let number = 1; number <= count; number++) {
        const customer = `customer-${String(number).padStart(6, "0")}`;
        const member = { tenantId: id(number, "a"), subscriptionId: id(number, "b"), vaultName: `kv-${customer}` };
        await run(mocks, "xtcmk-customer", customer, () => declareCustomer(member, applicationId));
        keys.push({ customer, vaultUri: `https://${member.vaultName}.vault.azure.net`, keyName });
    }

    await run(mocks, "xtcmk-isv", "dev", () => declareVendor(keys));
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    console.log(JSON.stringify({ resources: mocks.resources, processorSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 }));
}

function id(number, kind) {
    return `${kind}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

main(Number(process.argv[2]));
