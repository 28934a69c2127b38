/**
 * Programs that take a study's answers and look at its released values, each as it stands here; tests run them where their
 * programs are installed. They find the address in THIQA and the key in THIQA_KEY.
 */
export const EXAMPLES = [
  {
    name: 'curl',
    code: `# needs curl and jq
ask() { curl --silent --show-error --fail-with-body --header "Authorization: Bearer $THIQA_KEY" "$@"; }
study=$(ask "$THIQA/api/v1/studies?limit=1" | jq -r '.data[0].id')

# released values, the first ten relationships
ask "$THIQA/api/v1/studies/$study/indices?limit=10" | jq -r '.data[] | [.wave, .relationship, (.values | length)] | @tsv'

# a file: asked for once, though the request may be sent twice
id=$(ask "$THIQA/api/v1/studies/$study/exports" --header 'Content-Type: application/json' \\
  --header "Idempotency-Key: thesis-$study" \\
  --data '{"file": "responses-wide.csv", "purpose": "A thesis on trust and time."}' | jq -r .id)
until [ "$(ask "$THIQA/api/v1/exports/$id" | jq -r .state)" = ready ]; do sleep 1; done
ask --output responses-wide.csv "$THIQA/api/v1/exports/$id/file"
`,
  },
  {
    name: 'R',
    code: `library(httr2)

thiqa <- request(Sys.getenv("THIQA")) |>
  req_url_path_append("api/v1") |>
  req_auth_bearer_token(Sys.getenv("THIQA_KEY")) |>
  req_retry(max_tries = 5)
ask <- function(req, ...) resp_body_json(req_perform(req_url_path_append(req, ...)))

study <- ask(thiqa, "studies")$data[[1]]$id

# released values, page by page
cursor <- NULL
repeat {
  page <- ask(req_url_query(thiqa, limit = 100, cursor = cursor), "studies", study, "indices")
  for (row in page$data) cat(row$wave, row$relationship, length(row$values), "\\n")
  cursor <- page$next_cursor
  if (is.null(cursor)) break
}

# a file: asked for once, though the request may be sent twice
export <- thiqa |>
  req_headers("Idempotency-Key" = paste0("thesis-", study)) |>
  req_body_json(list(file = "responses-wide.csv", purpose = "A thesis on trust and time.")) |>
  ask("studies", study, "exports")
while (ask(thiqa, "exports", export$id)$state != "ready") Sys.sleep(1)
req_perform(req_url_path_append(thiqa, "exports", export$id, "file"), path = "responses-wide.csv")
answers <- read.csv("responses-wide.csv", fileEncoding = "UTF-8-BOM")
`,
  },
  {
    name: 'Python',
    code: `import json, os, time, urllib.parse, urllib.request

def ask(path, body=None, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    headers["Authorization"] = "Bearer " + os.environ["THIQA_KEY"]
    if body is not None:
        headers["Content-Type"], body = "application/json", json.dumps(body).encode()
    request = urllib.request.Request(os.environ["THIQA"] + "/api/v1" + path, body, headers)
    with urllib.request.urlopen(request) as answer:
        return answer.read()

study = json.loads(ask("/studies"))["data"][0]["id"]

# released values, page by page
query = {"limit": 100}
while True:
    page = json.loads(ask(f"/studies/{study}/indices?{urllib.parse.urlencode(query)}"))
    for row in page["data"]:
        print(row["wave"], row["relationship"], len(row["values"]))
    if page["next_cursor"] is None:
        break
    query["cursor"] = page["next_cursor"]

# a file: asked for once, though the request may be sent twice
wanted = {"file": "responses-wide.csv", "purpose": "A thesis on trust and time."}
export = json.loads(ask(f"/studies/{study}/exports", wanted, Idempotency_Key=f"thesis-{study}"))
while json.loads(ask(f"/exports/{export['id']}"))["state"] != "ready":
    time.sleep(1)
with open("responses-wide.csv", "wb") as file:
    file.write(ask(f"/exports/{export['id']}/file"))
`,
  },
] as const
