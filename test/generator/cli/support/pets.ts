/** A small document and what belongs to it: enough for every command, quick to generate. */
export const petsYaml = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example/v1 }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      summary: One pet
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: The pet
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
`;

const petsConfig = `{ "input": "pets.yaml", "output": "sdk" }\n`;

export const petsProject = {
  "pets.yaml": petsYaml,
  "specwright.config.json": petsConfig,
};
