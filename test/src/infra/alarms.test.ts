import { expect } from "chai";
import { declaredStack, ofType, STACKS, theOne, type DeclaredStack } from "../../support/pulumi/declared";

for (const name of STACKS)
  describe(`alarms of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    it("watch failed and timed-out executions and dead letters, by AWS's names of the metrics", () => {
      const stateMachine = { StateMachineArn: stack.outputs.stateMachineArn };
      const deadLetters = { QueueName: theOne(stack, "aws:sqs/queue:Queue", "-dead-letter").state.name };
      const watched = ofType(stack, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => [
        inputs.namespace,
        inputs.metricName,
        inputs.statistic,
        inputs.dimensions,
      ]);
      expect(watched).to.have.deep.members([
        ["AWS/States", "ExecutionsFailed", "Sum", stateMachine],
        ["AWS/States", "ExecutionsTimedOut", "Sum", stateMachine],
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", deadLetters],
      ]);
    });

    it("go off at the first occurrence and stay quiet without data", () => {
      for (const { inputs } of ofType(stack, "aws:cloudwatch/metricAlarm:MetricAlarm"))
        expect(inputs).to.deep.include({
          threshold: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          evaluationPeriods: 1,
          treatMissingData: "notBreaching",
        });
    });
  });
